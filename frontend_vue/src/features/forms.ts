import type { Component } from 'vue'
import GenericForm from './GenericForm.vue'
import { ownOr } from './own'

const FORMS = import.meta.glob<Component>('./*/Form.vue', { import: 'default' })

/** The feature's own form for its options, else one made from its schema. */
export const formOf = ownOr(FORMS, 'Form', GenericForm)
